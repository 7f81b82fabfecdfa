import { type HttpHandler, type HttpRoute, problemResponse } from "./http-route.ts";

/**
 * Answers by the route table: the exact path decides, then the method. HEAD is answered by the GET route. OPTIONS says what a path takes, for browsers that
 * ask before they send JSON from an allowed origin.
 * @param fallback answers paths outside the table.
 */
export function createRouter(routes: readonly HttpRoute[], fallback: HttpHandler): HttpHandler {
  return (request) => {
    const ofPath = routes.filter((route) => route.path === request.path);
    if (ofPath.length === 0) return fallback(request);
    const method = request.method === "HEAD" ? "GET" : request.method;
    const route = ofPath.find((candidate) => candidate.method === method);
    if (route !== undefined) return route.handle(request);
    const allowed = [...ofPath.flatMap((candidate) => (candidate.method === "GET" ? ["GET", "HEAD"] : [candidate.method])), "OPTIONS"].join(", ");
    if (method === "OPTIONS") {
      const headers = { Allow: allowed, "Access-Control-Allow-Methods": allowed, "Access-Control-Allow-Headers": "Content-Type, Accept" };
      return { status: 204, headers, body: "" };
    }
    return problemResponse(405, { code: "method-not-allowed", message: `${request.path} takes ${allowed}, not ${request.method}` }, { Allow: allowed });
  };
}
