/** What `--help` says. */
export const HELP_TEXT = `Flowglass: every trade of the session, as a map you can fly over.

  npm start                              a seeded demo market, 24 hours deep and live
  npm start -- replay FILE... [options]  your own recordings, one symbol a file

Server
  --host HOST            address to listen on                      127.0.0.1
  --port PORT            0 takes any free port                     8080
  --allow-host NAME      a host name the server answers to, besides this machine's own
  --allow-origin ORIGIN  another page that may connect, such as https://charts.example.com
  --log-level LEVEL      error, warn, info or debug                info

Demo market
  --seed N               another market: the same seed, the same trades   1
  --history-hours H      hours of history, 0 to 72                 24

Replay
  --tick-size STEP       price step of the instrument, such as 0.1 (required)
  --lot-size STEP        volume step, such as 0.001 (required)
  --symbol NAME          what to call it; for a raw recording of several symbols,
                         which one to read                         the file's name
  --speed 1|N|max        recorded seconds per second; max loads at once   1
  --loop                 start over at the end: each pass is moved on in time by the
                         recordings' whole length and one empty second
  --strict               a bad line is an error (otherwise it is left out and counted)
  --session-start HH:MM  when the trading day starts               00:00
  --session-zone ZONE    in which time zone, such as America/Chicago      UTC

  For several files give --symbol, --tick-size and --lot-size once a file, in the order
  of the files; sizes that are all the same once. The symbols keep their common clock.

  A recording is CSV with a header (ts_ns, ts_us, ts_ms or time; price; size or qty;
  side as B, S, buy or sell: who crossed the spread), or a raw Binance recording
  (lines of "<local ns> <stream JSON>"); either may be gzip. The content tells which.

Each option is also an environment variable: --port is FLOWGLASS_PORT, --tick-size is
FLOWGLASS_TICK_SIZE. Lists are separated by commas, switches are true or false. The
command line wins.

  npm start -- --port 9000 --seed 7
  npm start -- replay btc.csv.gz --symbol BTCUSDT --tick-size 0.1 --lot-size 0.001 --speed max
  npm start -- replay btc.gz es.csv --tick-size 0.1 --tick-size 0.25 --lot-size 0.001 --lot-size 1`;
