/** What Cognito calls a trigger with. Source: Amazon Cognito, "User pool Lambda trigger event". */
export interface TriggerEvent {
  readonly triggerSource: string;
  readonly region: string;
  readonly userPoolId: string;
  readonly userName: string;
  readonly request: { readonly userAttributes: Readonly<Record<string, string>> };
  readonly response: object;
}
