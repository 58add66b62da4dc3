import type { Problems } from "./problems";

const EMAIL = /^[^\s@,;<>"]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;
const MAX_EMAIL = 64;

/** Refuses what is no e-mail address, and what is too long for Azure Monitor ("Azure Monitor service limits"). */
export function checkEmail(problems: Problems, name: string, address: string): void {
  const before = problems.any;
  problems.matches(name, address, EMAIL, 'an e-mail address such as "ops@contoso.com"');
  if (problems.any && !before) return;
  problems.when(
    address.length > MAX_EMAIL && EMAIL.test(address),
    `${name} must have ${MAX_EMAIL} characters at most, got ${address.length}: Azure sends no e-mail to longer addresses`,
  );
}
