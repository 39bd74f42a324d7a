export { NETWORK_PROGRAMS as programs } from '../programs/network/index.ts';
