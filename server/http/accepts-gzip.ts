/** `true` when the request's `Accept-Encoding` permits gzip. */
export function acceptsGzip(headers: ReadonlyMap<string, string>): boolean {
  const offers = (headers.get("accept-encoding") ?? "").split(",").map((offer) => offer.trim().toLowerCase());
  const quality = (name: string): number | undefined => {
    const offer = offers.find((candidate) => candidate.split(";")[0].trim() === name);
    if (offer === undefined) return undefined;
    const match = /;\s*q=([\d.]+)/.exec(offer);
    return match === null ? 1 : Number(match[1]);
  };
  return (quality("gzip") ?? quality("*") ?? 0) > 0;
}
