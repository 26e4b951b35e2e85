// What a function in the local Lambda runtime can reach: the addresses at AWS that a server on this machine stands
// for, under their production names; this machine; nothing else.
//
// The function's code and environment stay as they were deployed, so the change is made underneath both: in
// node:https, and in the sockets.
"use strict";

const http = require("node:http");
const https = require("node:https");
const { syncBuiltinESMExports } = require("node:module");
const net = require("node:net");

/**
 * @param {Readonly<Record<string, string>>} redirects by production host name, the origin that stands for it:
 *   `http://127.0.0.1:{port}`
 */
function confineNetwork(redirects) {
  redirectHttps(redirects);
  refuseOtherHosts(Object.keys(redirects));
  // Without this, code that imports { get } from "node:https" as an ES module would keep the original functions.
  syncBuiltinESMExports();
}

/** @param {Readonly<Record<string, string>>} redirects */
function redirectHttps(redirects) {
  const original = https.request;

  /** @param {any[]} args */
  const request = (...args) => {
    const { url, options, callback } = parseArguments(args);
    const target = Object.hasOwn(redirects, url.hostname) ? redirects[url.hostname] : undefined;
    if (target === undefined) {
      return Reflect.apply(original, https, args);
    }
    const { hostname, port } = new URL(target);
    return http.request(
      {
        method: options.method,
        timeout: options.timeout,
        signal: options.signal,
        host: hostname,
        port,
        path: url.pathname + url.search,
        // The server tells by the Host header which domain it stands for.
        headers: { host: url.host, ...options.headers },
      },
      callback,
    );
  };

  /** @param {any[]} args */
  const get = (...args) => {
    const outgoing = request(...args);
    outgoing.end();
    return outgoing;
  };

  https.request = /** @type {typeof https.request} */ (request);
  https.get = /** @type {typeof https.get} */ (get);
}

/**
 * Node's three ways of calling request: (url), (url, options), (options), each with or without a callback.
 *
 * @param {any[]} args
 */
function parseArguments(args) {
  const rest = [...args];
  const callback = typeof rest.at(-1) === "function" ? rest.pop() : undefined;
  const first = typeof rest[0] === "string" || rest[0] instanceof URL ? new URL(rest.shift()) : undefined;
  const options = rest[0] ?? {};
  const host = options.hostname ?? options.host ?? first?.hostname ?? "localhost";
  const port = options.port ?? first?.port;
  const path = options.path ?? (first === undefined ? "/" : first.pathname + first.search);
  return { url: new URL(`https://${host}${port ? `:${port}` : ""}${path}`), options, callback };
}

/** @param {readonly string[]} reachable */
function refuseOtherHosts(reachable) {
  const original = net.Socket.prototype.connect;

  /** @this {net.Socket} @param {any[]} args */
  function connect(...args) {
    const host = hostOf(args);
    if (host === undefined || isLoopback(host)) {
      return Reflect.apply(original, this, args);
    }
    const allowed = ["this machine", ...reachable].join(", ");
    const error = new Error(
      `the local Lambda runtime does not let the function reach ${host}; it may reach ${allowed}`,
    );
    process.nextTick(() => this.destroy(error));
    return this;
  }

  net.Socket.prototype.connect = /** @type {typeof original} */ (connect);
}

/**
 * The host of a connection, or undefined for one that has none (a pipe).
 *
 * @param {any[]} args
 * @returns {string | undefined}
 */
function hostOf(args) {
  // net.connect hands its arguments on as one normalized array: [[options, callback]].
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === "object" && first !== null) {
    return first.path ? undefined : (first.host ?? "localhost"); // http gives path: null
  }
  return typeof args[1] === "string" ? args[1] : "localhost";
}

/** @param {string} host */
function isLoopback(host) {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127\./.test(host);
}

module.exports = { confineNetwork };
