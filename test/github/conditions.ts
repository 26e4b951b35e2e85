/** GitHub's expressions, as much as the workflows' conditions use; anything else is an error. */

export type Context = Readonly<Record<string, unknown>>;

/** How the jobs before went, for `cancelled()` and `failure()`. */
export interface Status {
  readonly cancelled?: boolean;
  readonly failure?: boolean;
}

const TOKEN = /\s*('(?:[^']|'')*'|==|!=|&&|\|\||[!()[\].]|[A-Za-z_][\w-]*|\d+)/y;

/** The value of an expression, with or without `${{ }}`. A property of nothing is nothing. */
export function evaluate(text: string, context: Context, status: Status = {}): unknown {
  const tokens = tokensOf(text.replace(/^\s*\$\{\{|\}\}\s*$/g, ""));
  const value = either(tokens, context, status);
  if (tokens.length > 0) {
    throw new Error(`This condition is not understood from ${tokens.join(" ")} on: ${text}`);
  }
  return value;
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const [, token] = TOKEN.exec(text) ?? [];
    if (token === undefined) {
      throw new Error(`This condition is not understood at ${text.slice(at, at + 20)}: ${text}`);
    }
    tokens.push(token);
  }
  return tokens;
}

type Part = (tokens: string[], context: Context, status: Status) => unknown;

const either: Part = (tokens, ...rest) => {
  let value = both(tokens, ...rest);
  while (tokens[0] === "||") {
    tokens.shift();
    const other = both(tokens, ...rest);
    value = value || other;
  }
  return value;
};

const both: Part = (tokens, ...rest) => {
  let value = equality(tokens, ...rest);
  while (tokens[0] === "&&") {
    tokens.shift();
    const other = equality(tokens, ...rest);
    value = value && other;
  }
  return value;
};

const equality: Part = (tokens, ...rest) => {
  const value = negation(tokens, ...rest);
  if (tokens[0] !== "==" && tokens[0] !== "!=") {
    return value;
  }
  const isEqual = tokens.shift() === "==";
  return ((value ?? "") === (negation(tokens, ...rest) ?? "")) === isEqual;
};

const negation: Part = (tokens, ...rest) => {
  if (tokens[0] !== "!") {
    return property(tokens, ...rest);
  }
  tokens.shift();
  return !negation(tokens, ...rest);
};

const property: Part = (tokens, ...rest) => {
  let value = primary(tokens, ...rest);
  for (let next = tokens[0]; next === "." || next === "["; next = tokens[0]) {
    tokens.shift();
    const name = next === "." ? tokens.shift() : either(tokens, ...rest);
    if (next === "[") {
      expectToken(tokens, "]");
    }
    value = (value as Context | null | undefined)?.[String(name)];
  }
  return value;
};

const primary: Part = (tokens, context, status) => {
  const token = tokens.shift() ?? "";
  if (token === "(") {
    const value = either(tokens, context, status);
    expectToken(tokens, ")");
    return value;
  }
  if (token.startsWith("'")) {
    return token.slice(1, -1).replaceAll("''", "'");
  }
  if (tokens[0] !== "(") {
    if (!(token in context)) {
      throw new Error(`The context ${token} is not given.`);
    }
    return context[token];
  }
  tokens.shift();
  const argument = tokens.at(0) === ")" ? undefined : either(tokens, context, status);
  expectToken(tokens, ")");
  switch (token) {
    case "always":
      return true;
    case "cancelled":
      return status.cancelled === true;
    case "failure":
      return status.failure === true;
    case "fromJSON":
      return JSON.parse(String(argument));
    default:
      throw new Error(`The function ${token} is not understood.`);
  }
};

function expectToken(tokens: string[], expected: string): void {
  const found = tokens.shift();
  if (found !== expected) {
    throw new Error(`Expected is ${expected}, found ${found}.`);
  }
}
