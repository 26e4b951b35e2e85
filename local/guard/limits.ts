/**
 * What a server of this project takes from whoever reaches it. docs/security.md has the same list. What a server has to
 * say differently, such as how large a body may be, it says where it is started.
 */
export const SERVER_LIMITS = {
  /** Until when the headers of a request must be there, and a new connection must have sent some. */
  headersTimeoutMs: 5000,
  /** Until when a request must be there as a whole. */
  requestTimeoutMs: 5000,
  /** How long a connection may be silent in both directions: whoever does not read an answer does not keep it. */
  idleTimeoutMs: 60_000,
  /** How long a connection stays for the next request. */
  keepAliveTimeoutMs: 5000,
  /** Of the request line and the headers together. */
  maxHeaderBytes: 32 * 1024,
  maxHeaders: 100,
  /** At once, to one server. More are closed before anything is read. */
  maxConnections: 200,
} as const;
