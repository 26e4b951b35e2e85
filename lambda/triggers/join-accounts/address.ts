/**
 * An address that can be one person's: letters, digits and the marks of RFC 5322 that need no quotes, ASCII alone. What
 * looks alike in other scripts is another address, and what is not written the same is not the same: case and plus tags count.
 */
const PLAIN_ADDRESS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;

export const isPlainAddress = (email: string | undefined): email is string =>
  email !== undefined && email.length <= 254 && PLAIN_ADDRESS.test(email);
