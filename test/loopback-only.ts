/**
 * Unit tests must not depend on a network: any connection that would leave this machine is refused.
 * Loopback stays open, because several tests talk to a server they start themselves.
 */
import { Socket } from "node:net";

const connect = Socket.prototype.connect;

const isLoopback = (host: string): boolean => host === "localhost" || host === "::1" || host.startsWith("127.");

function targetOf(args: readonly unknown[]): string | undefined {
  // net.connect hands its arguments on as one normalized array: [[options, callback]].
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === "object" && first !== null) {
    const options = first as { host?: string; path?: string };
    return options.path ? undefined : (options.host ?? "localhost"); // http passes path: null
  }
  return typeof args[1] === "string" ? args[1] : "localhost";
}

Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
  const host = targetOf(args);
  if (host !== undefined && !isLoopback(host)) {
    throw new Error(`a unit test tried to reach ${host}; unit tests may only talk to this machine`);
  }
  return Reflect.apply(connect, this, args) as Socket;
} as typeof connect;
