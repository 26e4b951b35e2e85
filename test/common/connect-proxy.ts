import type { IncomingMessage, Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { connect } from "node:net";

/** A proxy on this machine that passes connections on (CONNECT), whatever their host is called, to one port. */
export class ConnectProxy {
  /** What was asked for, as in `example.test:443`. */
  readonly asked: string[] = [];
  /** Of the requests, in their order. */
  readonly authorizations: (string | undefined)[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly props: ConnectProxyProps,
  ) {
    server.on("connection", (socket) => this.sockets.add(socket));
    server.on("connect", (request: IncomingMessage, client: Socket) => this.pass(request, client));
  }

  static async start(props: ConnectProxyProps): Promise<ConnectProxy> {
    const server = createServer((_, response) => response.writeHead(400).end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new ConnectProxy(server, props);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) {
      socket.destroy();
    }
    await new Promise((resolve) => this.server.close(resolve));
  }

  private pass(request: IncomingMessage, client: Socket): void {
    const { target, credentials, refuses } = this.props;
    const authorization = request.headers["proxy-authorization"];
    this.asked.push(request.url ?? "");
    this.authorizations.push(authorization);
    client.on("error", () => {});
    if (credentials !== undefined && authorization !== `Basic ${Buffer.from(credentials).toString("base64")}`) {
      client.end("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n");
      return;
    }
    if (refuses) {
      client.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 6\r\n\r\nNo way");
      return;
    }
    const server = connect(target, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      server.pipe(client).pipe(server);
    });
    this.sockets.add(server);
    server.on("error", () => client.destroy());
  }
}

export interface ConnectProxyProps {
  /** The port of this machine where every connection ends. */
  readonly target: number;
  /** `user:password`. @default nobody is asked */
  readonly credentials?: string;
  readonly refuses?: true;
}
