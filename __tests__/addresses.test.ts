import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { SynthesizedApp } from "../lib";
import { changedAddresses, listed } from "./support/addresses";
import { app, command } from "./support/command";
import { temporaryFolder } from "./support/files";

const LISTS = "__tests__/addresses";
const examples = temporaryFolder();
const contoso = join(temporaryFolder(), "cdktf.out");
const ran = [command(process.execPath, ["scripts/synthesise-examples.mjs", examples]), app([], contoso)];
const APPS: Readonly<Record<string, string>> = {
  contoso,
  ...Object.fromEntries(readdirSync(examples).map((name) => [name, join(examples, name)])),
};
const fileOf = (name: string) => join(LISTS, `${name}.txt`);
const now = (name: string) => listed(SynthesizedApp.fromFolder(APPS[name] ?? ""));

if (process.env.UPDATE_ADDRESSES === "1")
  for (const name of Object.keys(APPS)) writeFileSync(fileOf(name), now(name));

test("Contoso and every example have a list of addresses, and nothing else has", () => {
  expect(ran.map(({ code, err }) => [code, err])).toEqual([
    [0, ""],
    [0, ""],
  ]);
  const lists = readdirSync(LISTS).map((file) => basename(file, ".txt"));
  expect(lists.sort()).toEqual(Object.keys(APPS).sort());
});

test.each(Object.keys(APPS))(
  "no address of %s has changed: Terraform would destroy what it names",
  (name) => {
    const agreed = existsSync(fileOf(name)) ? readFileSync(fileOf(name), "utf8") : "";
    expect(changedAddresses(name, agreed, now(name))).toBe("");
  },
);

const BEFORE = "[backup]\nazurerm_backup_policy_vm.Vault_Gold\nazurerm_recovery_services_vault.Vault\n";

test("another id is an address that goes and one that comes: a vault would be destroyed and made anew", () => {
  const after = BEFORE.replace("vault.Vault\n", "vault.Backups\n");
  expect(changedAddresses("mine", BEFORE, after)).toBe(
    [
      "The addresses of mine are not those of __tests__/addresses/mine.txt:",
      "  - backup: azurerm_recovery_services_vault.Vault",
      "  + backup: azurerm_recovery_services_vault.Backups",
      "Where an address is gone (-), Terraform destroys the resource in every estate that has it, and its backups with it:",
      "a breaking change, which needs a new major version and a way to move the state. Give the construct its id back.",
      "If the change is meant, UPDATE_ADDRESSES=1 npx jest addresses writes the lists; the CHANGELOG says so under Breaking.",
    ].join("\n"),
  );
});

test("a resource that moves to another stack has changed its address: the other stack has another state", () => {
  const after =
    "[backup]\nazurerm_recovery_services_vault.Vault\n\n[policies]\nazurerm_backup_policy_vm.Vault_Gold\n";
  expect(changedAddresses("mine", BEFORE, after)).toContain(
    "\n  - backup: azurerm_backup_policy_vm.Vault_Gold\n  + policies: azurerm_backup_policy_vm.Vault_Gold\n",
  );
});

test("a resource more is told as well: who updates the package gets it", () => {
  const after = `${BEFORE}azurerm_role_assignment.Vault_Role\n`;
  expect(changedAddresses("mine", BEFORE, after)).toBe(
    [
      "The addresses of mine are not those of __tests__/addresses/mine.txt:",
      "  + backup: azurerm_role_assignment.Vault_Role",
      "Whoever updates the package gets these resources (+) with the next apply: a change to tell of in the CHANGELOG.",
      "If the change is meant, UPDATE_ADDRESSES=1 npx jest addresses writes the lists.",
    ].join("\n"),
  );
});
