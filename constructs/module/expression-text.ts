import type { IPostProcessor, IResolvable, IResolveContext, TerraformStack } from "cdktf";
import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";

/** An expression as Terraform reads it, in `${…}`. */
export const expressionText = (stack: TerraformStack, expression: IResolvable): string =>
  Tokenization.resolve(expression, { scope: stack, resolver: new RememberingResolver(), preparing: false });

/**
 * Resolves each expression once. cdktf 0.21 resolves what is within an expression twice, so that each level of nesting
 * doubles the work (`resolveArg` in its tfExpression.ts): a rule of 14 levels took half of `npm run generate`.
 */
class RememberingResolver extends DefaultTokenResolver {
  private readonly remembered = new Map<string, WeakMap<object, unknown>>();

  constructor() {
    super(new StringConcat());
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    const { suppressBraces = false, ignoreEscapes = false } = context;
    const key = `${suppressBraces} ${ignoreEscapes}`;
    const known = this.remembered.get(key) ?? new WeakMap<object, unknown>();
    this.remembered.set(key, known);
    if (!known.has(token)) {
      known.set(token, super.resolveToken(token, context, postProcessor));
    }
    return known.get(token);
  }
}
