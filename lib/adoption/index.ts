export { adopt } from "./adopt";
export { adoptExisting } from "./adopt-existing";
