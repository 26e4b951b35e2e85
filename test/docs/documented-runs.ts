/** A shell block of the pages, and what runs it. */
export interface DocumentedRun {
  readonly page: string;
  /** The block's first command. */
  readonly begins: string;
  /** The test that runs these commands, by file and name. */
  readonly runBy?: readonly [file: string, test: string];
  /** Why no test can. */
  readonly notRun?: string;
}

/**
 * Blocks that a test runs, and those that are more than commands of this project, whose names and options are checked
 * anyway.
 */
export const documentedRuns: readonly DocumentedRun[] = [
  {
    page: "CONTRIBUTING.md",
    begins: "UPDATE_GOLDEN=1 npm test",
    notRun: "writes the golden files, whose difference a person has to read",
  },
  {
    page: "CONTRIBUTING.md",
    begins: "UPDATE_RELEASED=1 npm test",
    notRun: "writes the record of a version that is about to be published",
  },
  {
    page: "README.md",
    begins: "npm ci && npm run demo",
    runBy: ["e2e/demo.test.ts", "deploys, talks and leaves nothing"],
  },
  {
    page: "docs/alexas-side.md",
    begins: "mkdir ask-cli && cd ask-cli",
    notRun: "installs 200 MB; ask-cli.test.ts installs the same version with the same override",
  },
  {
    page: "docs/alexas-side.md",
    begins: "npx alexa-link settings local",
    runBy: ["e2e/simulator.test.ts", "shows the form, pushes it, has nothing to do, and finds the link sound"],
  },
  {
    page: "docs/review-and-promotion.md",
    begins: "export AWS_ENDPOINT_URL=… npx alexa-link release",
    runBy: ["e2e/promotion.test.ts", "prod gets the very bytes that dev runs"],
  },
  {
    page: "docs/github.md",
    begins: "npx cdktf synth for stack in dev staging prod",
    notRun: "asks the registry for the checksums of other platforms",
  },
  {
    page: "docs/commands.md",
    begins: "export AWS_ENDPOINT_URL=… npx cdktf deploy dev",
    runBy: ["e2e/deploy.test.ts", "cdktf deploy applies both in one run"],
  },
  {
    page: "docs/security.md",
    begins: "curl --aws-sigv4",
    runBy: ["local/aws/emulator-front.e2e.test.ts", "shows the mail to curl as docs/security.md has it"],
  },
  {
    page: "docs/memory.md",
    begins: "npx alexa-link memory export prod",
    runBy: ["e2e/memory.test.ts", "a command shows what is remembered, and deletes it only when it may"],
  },
  {
    page: "docs/upgrade-policy.md",
    begins: "npx cdktf synth terraform -chdir=cdktf.out/stacks/prod providers lock",
    notRun: "asks the registry for the checksums of other platforms",
  },
  {
    page: "docs/quick-start-cdktf.md",
    begins: "npx cdktf synth",
    runBy: ["e2e/deploy.test.ts", "cdktf deploy applies both in one run"],
  },
  {
    page: "docs/quick-start-cdktf.md",
    begins: "npm ci && npm run demo",
    runBy: ["e2e/demo.test.ts", "deploys, talks and leaves nothing"],
  },
  {
    page: "docs/quick-start-npm.md",
    begins: "npm install ../alexa-cognito-account-linking/dist/",
    notRun: "asks the registry; the same lines stand in the package's README, whose project e2e/package.test.ts runs",
  },
  {
    page: "docs/review-and-promotion.md",
    begins: "terraform -chdir=cdktf.out/stacks/prod state push errored.tfstate",
    notRun: "needs a backend that fails in the middle of an apply; test/terraform/stack-plan.test.ts has what follows",
  },
  {
    page: "docs/quick-start-terraform.md",
    begins: "terraform init terraform plan terraform apply",
    runBy: ["e2e/module.test.ts", "is applied by what its README shows first"],
  },
  {
    page: "docs/quick-start-terraform.md",
    begins: "terraform plan -out=plan terraform show -json plan | npx alexa-link review",
    runBy: ["e2e/module.test.ts", "has its plans reviewed: what is done to people is said"],
  },
  {
    page: "docs/quick-start-terraform.md",
    begins: "terraform output -json | npx alexa-link settings dev --outputs -",
    runBy: ["cli/alexa-link/alexa-link.test.ts", "takes the outputs from standard input"],
  },
  {
    page: "docs/review-and-promotion.md",
    begins: "npx alexa-link release",
    runBy: ["e2e/promotion.test.ts", "prod gets the very bytes that dev runs"],
  },
  {
    page: "docs/review-and-promotion.md",
    begins: "npx alexa-link drift prod",
    runBy: ["e2e/promotion.test.ts", "what somebody changed by hand is drift, with the harm of undoing it judged"],
  },
  {
    page: "docs/review-and-promotion.md",
    begins: "npx alexa-link rollback prod",
    runBy: ["e2e/promotion.test.ts", "rollback points the alias at the version before, which drift then tells"],
  },
  {
    page: "docs/upgrade-policy.md",
    begins: "npx cdktf synth terraform -chdir=cdktf.out/stacks/dev init -upgrade",
    notRun: "asks the registry for the newest provider",
  },
  {
    page: "docs/upgrade-policy.md",
    begins: "terraform init terraform plan -out=plan",
    notRun: "needs two versions of the module, each under a tag",
  },
  {
    page: "docs/faq.md",
    begins: "terraform apply terraform destroy",
    notRun: "is Terraform's own; that Cognito refuses while the protection is on, e2e/module.test.ts runs",
  },
  {
    page: "docs/faq.md",
    begins: "npx cdktf destroy dev",
    runBy: ["e2e/deploy.test.ts", "an environment that is destroyed leaves nothing"],
  },
  {
    page: "docs/faq.md",
    begins: "export NEW_SECRET=…",
    runBy: ["docs/secret-rotation.test.ts", "a second secret reaches Amazon from outside of the state"],
  },
  {
    page: "examples/bootstrap/README.md",
    begins: "cd examples/bootstrap",
    runBy: ["e2e/bootstrap.test.ts", "gives the workflows their variable"],
  },
  { page: "examples/bootstrap/README.md", begins: "gh variable set", notRun: "needs a repository at GitHub" },
  {
    page: "examples/bootstrap/README.md",
    begins: "jq --slurp add",
    notRun: "is jq's own; the outputs that it joins are those of e2e/bootstrap.test.ts",
  },
];
