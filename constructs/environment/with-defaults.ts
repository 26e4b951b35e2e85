/**
 * Properties after their defaults were filled in: all are there, apart from those without a default, which nothing is
 * made of when they are left out.
 */
export type WithDefaults<T, WithoutDefault extends keyof T = never> = Required<Omit<T, WithoutDefault>> &
  Pick<T, WithoutDefault>;
