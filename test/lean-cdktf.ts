/**
 * In the place of two modules of cdktf, as in the app that people run (build/lean-cdktf.mjs): of the zip library, which no
 * synth here uses, and of the stack traces of all tokens, which Jest would look up in source maps, line by line.
 */
export const captureStackTrace = (): readonly string[] => [];
