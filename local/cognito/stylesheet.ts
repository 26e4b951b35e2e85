/** The look of all pages: a phone first, since the pages open inside the Alexa app; light or dark as the phone is. */
export const stylesheet = `
:root { color-scheme: light dark; --ink: #16212e; --soft: #55626f; --line: #c3ccd5; --ground: #f2f5f8; --card: #fff;
  --accent: #1a5fb4; --on-accent: #fff; --bad: #a3161f; --bad-ground: #fdeced; --good-ground: #e8f4ec; --good: #14532d; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf2; --soft: #a5b1bd; --line: #46525e; --ground: #10161c;
  --card: #1a222b; --accent: #8ab8f2; --on-accent: #0b1a2b; --bad: #ffb3b8; --bad-ground: #40161a;
  --good-ground: #14301f; --good: #b5e6c6; } }
* { box-sizing: border-box; }
body { display: flex; flex-direction: column; min-height: 100vh; margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
.notice { margin: 0; padding: .5rem 1rem; background: var(--ink); color: var(--ground); font-size: .8125rem; text-align: center;
  overflow-wrap: anywhere; }
main { flex: 1; width: 100%; max-width: 26rem; margin: 0 auto; padding: 1.5rem 1.25rem 2rem; background: var(--card); }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
p { margin: 0 0 1rem; }
p, li, h1 { overflow-wrap: anywhere; }
.field { margin: 0 0 1rem; }
label { display: block; margin: 0 0 .25rem; font-weight: 600; }
input { width: 100%; min-height: 2.875rem; padding: .5rem .75rem; font: inherit; color: inherit; background: transparent;
  border: 1px solid var(--line); border-radius: .5rem; }
input[aria-invalid] { border-color: var(--bad); }
button { width: 100%; min-height: 2.875rem; padding: .5rem 1rem; font: inherit; font-weight: 600; color: var(--on-accent);
  background: var(--accent); border: 1px solid var(--accent); border-radius: .5rem; cursor: pointer; }
a.button { display: block; padding: .6rem 1rem; font-weight: 600; text-align: center; text-decoration: none; border: 1px solid var(--accent);
  border-radius: .5rem; }
.check input { width: auto; min-height: 0; }
.check { font-weight: 400; }
button.quiet { color: var(--accent); background: transparent; }
a { color: var(--accent); }
a, button, input { outline-offset: 2px; }
:focus-visible { outline: 3px solid var(--accent); }
form + form, form + p, .after { margin-top: 1rem; }
.hint, .after { color: var(--soft); font-size: .875rem; }
.field .hint { margin-top: .25rem; }
.hint ul, .message ul { margin: .25rem 0 0; padding-left: 1.25rem; }
.code { font-size: 2rem; letter-spacing: .1em; }
.message { margin: 0 0 1rem; padding: .75rem 1rem; border-radius: .5rem; }
.message p { margin: 0; }
.bad { color: var(--bad); background: var(--bad-ground); }
.good { color: var(--good); background: var(--good-ground); }
@media (min-width: 34rem) { main { flex: none; margin: 3rem auto; padding: 2rem; border-radius: 1rem; border: 1px solid var(--line); } }
`;
