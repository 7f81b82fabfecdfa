/** What became of a message: on its way, waiting for a slow client to read, or refused because too much waits already. */
export type SendResult = "sent" | "buffered" | "dropped";

/** One client's socket as the session sees it. After its close handler has run no method may be called. */
export interface Connection {
  /** The bytes are copied or written before this returns. */
  sendBinary(bytes: Uint8Array): SendResult;
  sendText(text: string): SendResult;
  /** Bytes handed over that the client has not taken yet. */
  bufferedBytes(): number;
  /** Runs `write` so that its messages leave in as few packets as possible. */
  cork(write: () => void): void;
  /** Says goodbye with a close code of RFC 6455 and a short reason. */
  close(code: number, reason: string): void;
}
