export * from "./azapi-provider";
export { AzapiUpdateResource, type AzapiUpdateResourceConfig } from "./azapi-update-resource";
export * from "./azure-provider";
