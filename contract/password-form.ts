/**
 * What the pool's own users are to a client, beside its identity providers: the form for password and user name. Source:
 * Amazon Cognito API, CreateUserPoolClient, SupportedIdentityProviders.
 */
export const PASSWORD_FORM = "COGNITO";
