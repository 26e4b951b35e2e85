import type { OutgoingHttpHeaders } from "node:http";
import fc from "fast-check";
import { CookieJar } from "../../../local/alexa/cookie-jar";
import { HeadlessBrowser } from "../../../local/alexa/headless-browser";
import { formsIn, textOf } from "../../../local/alexa/html-form";
import { LocalHosts } from "../../../local/local-hosts";
import { serve, stopServers } from "./alexa-world";

afterAll(stopServers);

const ADA = { username: "ada@example.com", password: "a&b=c d%+é" };
const ALEXA = "https://pitangui.amazon.com/api/skill/link/M1EXAMPLE0DEV";
const START = "https://sign-in.example.com/oauth2/authorize?state=a%20b&x=%2B";

type Page = (request: { url: string; method: string; cookie?: string; body: string }) => {
  status?: number;
  headers?: OutgoingHttpHeaders;
  body?: string;
};

async function browse(page: Page) {
  const asked: string[] = [];
  const origin = await serve((request, response, body) => {
    const { url = "", method = "", headers } = request;
    asked.push(`${method} https://${headers.host}${url}`);
    const answer = page({ url, method, cookie: headers.cookie, body });
    response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
  });
  const hosts = new LocalHosts({ "sign-in.example.com": origin, "other.example.com": origin });
  return { asked, origin, end: await new HeadlessBrowser({ hosts }).signIn(START, ADA) };
}

const FORM = `<!-- <form method=post action="/trap"><input type=password name=trap></form> -->
<form action="/search"><input name="q"></form>
<form method="POST" action="../login?state=a%20b&amp;x=%2B">
  <input type="hidden" name="_csrf" value="&quot;t&amp;k&#39;n&quot;"/><input type=hidden name=empty>
  <label>Who <INPUT id=u name='username' type="email" value="bob" required></label>
  <input type="password" name="password" autocomplete="current-password">
  <input type="checkbox" name="remember" value="1"><input type="checkbox" name="terms" value="1" checked>
  <input type="text" name="off" disabled><button type="submit" name="go">Sign in</button><input type="submit" name="s">
</form>`;

describe("the browser", () => {
  test("fills in the sign-in form, keeps what else is in it, and ends at Alexa's redirect URI", async () => {
    let posted = "";
    const { end, asked } = await browse(({ method, body, cookie }) => {
      if (method === "GET") {
        return { headers: { "set-cookie": ["a=1; Path=/; Secure; HttpOnly", "b=2"] }, body: FORM };
      }
      posted = `${cookie} ${body}`;
      return { status: 302, headers: { location: `${ALEXA}?state=a%20b&code=1` } };
    });
    expect(end).toEqual({ kind: "redirected", url: `${ALEXA}?state=a%20b&code=1` });
    expect(asked).toEqual([`GET ${START}`, "POST https://sign-in.example.com/login?state=a%20b&x=%2B"]);
    expect(posted.split(" ").slice(0, 2)).toEqual(["a=1;", "b=2"]);
    expect(Object.fromEntries(new URLSearchParams(posted.split(" ")[2]))).toEqual({
      _csrf: `"t&k'n"`,
      empty: "",
      username: ADA.username,
      password: ADA.password,
      terms: "1",
    });
  });

  test("follows redirects to other hosts, by their production names or those of this machine", async () => {
    const { end, asked } = await browse(({ url }) => {
      if (url.startsWith("/oauth2")) {
        return { status: 302, headers: { location: "/login?a=1" } };
      }
      if (url.startsWith("/login")) {
        return { status: 303, headers: { location: "https://other.example.com/x" } };
      }
      return { status: 302, headers: { location: `${ALEXA}?error=access_denied` } };
    });
    expect(end).toEqual({ kind: "redirected", url: `${ALEXA}?error=access_denied` });
    expect(asked.slice(1)).toEqual(["GET https://sign-in.example.com/login?a=1", "GET https://other.example.com/x"]);
  });

  test("knows Alexa's hosts also by the servers that stand for them", async () => {
    const hosts = new LocalHosts({ "pitangui.amazon.com": "http://127.0.0.1:9" });
    const origin = await serve((_, response) =>
      response.writeHead(302, { location: "http://127.0.0.1:9/api/skill/link/M1?code=1" }).end(),
    );
    hosts.add("sign-in.example.com", origin);
    expect(await new HeadlessBrowser({ hosts }).signIn(START, ADA)).toEqual({
      kind: "redirected",
      url: "https://pitangui.amazon.com/api/skill/link/M1?code=1",
    });
  });

  test("fills the form in once, and reports what the page says then", async () => {
    const { end, asked } = await browse(() => ({
      status: 401,
      body: `<p>Incorrect   username or password.</p>${FORM}`,
    }));
    expect(asked).toHaveLength(2);
    expect(end).toMatchObject({
      kind: "page",
      status: 401,
      text: expect.stringMatching(/^Incorrect username or password\./),
    });
  });

  test("repeats a form that is redirected with 307", async () => {
    const bodies: string[] = [];
    const { end } = await browse(({ method, body, url }) => {
      if (method === "GET") {
        return { body: FORM };
      }
      bodies.push(body);
      const location = url.startsWith("/login2") ? `${ALEXA}?code=1` : "/login2";
      return { status: url.startsWith("/login2") ? 302 : 307, headers: { location } };
    });
    expect(end.kind).toBe("redirected");
    expect(bodies).toHaveLength(2);
    expect(bodies[0]).toBe(bodies[1]);
  });

  test.each([
    ["a page without a form", "<h1>Error</h1>"],
    ["a sign-up form", "<form method=post><input type=password name=a><input type=password name=b></form>"],
    ["a form that would show the password", "<form><input type=password name=a></form>"],
  ])("ends on %s", async (_, body) => {
    const { end, asked } = await browse(() => ({ body }));
    expect(end.kind).toBe("page");
    expect(asked).toHaveLength(1);
  });

  test("never goes where no server of this machine stands", async () => {
    const { end } = await browse(() => ({ status: 302, headers: { location: "https://example.org/" } }));
    expect(end).toMatchObject({
      kind: "no answer",
      url: "https://example.org/",
      reason: expect.stringContaining("No server on this machine stands for example.org"),
    });
  });
});

describe("cookies", () => {
  test("are kept by host, replaced by name and dropped when they are past", () => {
    const jar = new CookieJar();
    jar.keep("a", ["x=1=1; Path=/", "y=2", "z=3"]);
    jar.keep("a", ["y=5", "z=; Max-Age=0", "w=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT"]);
    expect(jar.header("a")).toBe("x=1=1; y=5");
    expect(jar.header("b")).toBeUndefined();
  });
});

describe("HTML", () => {
  test("is read without an exception, whatever it is", () => {
    const piece = fc.constantFrom(
      "<form",
      " method=post",
      ">",
      "</form>",
      "<input",
      ' name="',
      "'",
      '"',
      "&#x41;",
      "&#9999999;",
      "&",
      "a",
      "<!--",
      "-->",
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        formsIn(pieces.join(""));
        textOf(pieces.join(""));
      }),
      { numRuns: 2000 },
    );
  });

  test("gives back any value that was escaped", () => {
    const escaped = (text: string) =>
      text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    fc.assert(
      fc.property(fc.string(), (value) => {
        const [form] = formsIn(`<form method="post"><input type="hidden" name="n" value="${escaped(value)}"></form>`);
        expect(form?.fields).toEqual([{ name: "n", type: "hidden", value }]);
      }),
    );
  });

  test("is text without scripts and tags", () => {
    expect(textOf("<style>p{}</style><h1>A &amp; B</h1><script>x < y</script>\n<p>c&nbsp;d</p>")).toBe("A & B c d");
  });
});
