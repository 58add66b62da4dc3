import { CacheStorageAccount, type CacheStorageAccountProps, type ResilienceStack } from "../../lib";
import { refusalOf, resourceGroup, synthesise } from "../support/synthesise";

const ACCOUNT = "azurerm_storage_account";

const define =
  (changes: Partial<CacheStorageAccountProps> = {}) =>
  (stack: ResilienceStack) =>
    new CacheStorageAccount(stack, "Cache", {
      name: "stcontosoasr",
      resourceGroup: resourceGroup(stack),
      region: "australiaeast",
      ...changes,
    });

describe("the cache of a pair", () => {
  test("is a locally redundant general-purpose account with keys and without soft delete, as Site Recovery asks", () => {
    expect(synthesise(define()).only(ACCOUNT)).toEqual({
      name: "stcontosoasr",
      resource_group_name: "${azurerm_resource_group.Group.name}",
      location: "australiaeast",
      account_kind: "StorageV2",
      account_tier: "Standard",
      account_replication_type: "LRS",
      min_tls_version: "TLS1_2",
      https_traffic_only_enabled: true,
      allow_nested_items_to_be_public: false,
      shared_access_key_enabled: true,
      cross_tenant_replication_enabled: false,
    });
  });

  test("takes the region as people write it", () => {
    expect(synthesise(define({ region: "Australia East" })).only(ACCOUNT).location).toBe("australiaeast");
  });

  test("carries its tags, without those that have no value", () => {
    const tags = { Application: "Site Recovery", Environment: undefined };
    expect(synthesise(define({ tags })).only(ACCOUNT).tags).toEqual({ Application: "Site Recovery" });
  });

  test("refuses a tag name that Azure refuses", () => {
    expect(refusalOf(define({ tags: { "a<b": "x" } }))).toBe(
      '[test/Cache] the tag "a<b" must not have any of <>%&\\?/ in its name',
    );
  });

  test.each([3, 24])("takes a name of %d characters, since Azure wants 3 to 24", (length) => {
    const name = "s".repeat(length);
    expect(synthesise(define({ name })).only(ACCOUNT).name).toBe(name);
  });

  test.each([
    ["2 characters, one less than Azure wants", "ab"],
    ["25 characters, one more than Azure takes", "a".repeat(25)],
    ["an upper-case letter, since the name is part of a host name", "stContoso"],
    ["a hyphen, since the name is part of a host name", "st-contoso"],
  ])("refuses a name with %s", (_, name) => {
    expect(refusalOf(define({ name }))).toBe(
      `[test/Cache] name must be 3 to 24 lower-case letters and digits, got "${name}"`,
    );
  });
});
