export { runUpkeep, startUpkeep } from '../hook/upkeep.ts';
