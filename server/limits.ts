/** Bytes of one text message from a client. */
export const MAX_MESSAGE_BYTES = 16 * 1024;
/** Symbols one connection may follow at a time. */
export const MAX_SUBSCRIPTIONS = 16;
/** Live connections at a time. */
export const MAX_CONNECTIONS = 256;
/** Bytes of one frame of bars. A single bar with more levels than fit makes a larger frame. */
export const MAX_CHUNK_BYTES = 1024 * 1024;
/** The same of an answer over HTTP, behind which nothing else has to wait. */
export const MAX_BACKLOG_ANSWER_BYTES = 4 * 1024 * 1024;
/** Bytes of the JSON body of one HTTP request. */
export const MAX_BODY_BYTES = 16 * 1024;
/** Span of one history request, seconds. */
export const MAX_HISTORY_SEC = 7 * 24 * 3600;
/** Bars of the timeframe that one study request may show: a day of seconds. */
export const MAX_STUDY_BARS = 86_400;
/** Bars that a study request shows when it names neither a number nor a time. */
export const DEFAULT_STUDY_BARS = 500;
