// The list where it is a page of its own: kept on this phone as well.
import { startCover } from "./cover.js";
import { opened } from "./here.js";

startCover().keepIn(await opened);
