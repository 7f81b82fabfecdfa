/**
 * Reads a whole answer over HTTP.
 * @throws Error with a sentence when the answer is not 200, and whatever `fetch` throws: no connection, aborted.
 */
export async function fetchBytes(address: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`${address} answered with status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
