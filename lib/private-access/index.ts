export { GEO_CODES } from "./geo-codes";
export { PrivateAccess } from "./private-access";
export type { PrivateAccessOptions, PrivateAccessProps } from "./private-access-props";
export { type PrivateAccessCandidate, privateAccessObstacle } from "./private-access-support";
export { type IPrivateDnsZones, PrivateDnsZones, type PrivateDnsZonesProps } from "./private-dns-zones";
export type { VaultService } from "./vault-service";
