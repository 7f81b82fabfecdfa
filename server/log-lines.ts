/** How much is said on the terminal, least first. */
export const LOG_LEVELS = ["error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Says sentences on the terminal. The only module that writes there. */
export interface LogLines {
  error(sentence: string): void;
  warn(sentence: string): void;
  info(sentence: string): void;
  debug(sentence: string): void;
}

/**
 * Lines such as `09:30:01 warn  DEMO-ES: 3 trades came too late`, UTC. Errors and warnings go to standard error, the rest to standard output.
 * @param level sentences below it are not written.
 */
export function createLogLines(
  level: LogLevel,
  nowMs: () => number = Date.now,
  write: (level: LogLevel, line: string) => void = writeToTerminal,
): LogLines {
  const lowest = LOG_LEVELS.indexOf(level);
  const say = (at: LogLevel) => (sentence: string) => {
    if (LOG_LEVELS.indexOf(at) > lowest) return;
    write(at, `${new Date(nowMs()).toISOString().slice(11, 19)} ${at.padEnd(5)} ${sentence}\n`);
  };
  return { error: say("error"), warn: say("warn"), info: say("info"), debug: say("debug") };
}

function writeToTerminal(level: LogLevel, line: string): void {
  (level === "error" || level === "warn" ? process.stderr : process.stdout).write(line);
}
