import type { Program } from '../../program.ts';
import { ANSIBLE_TOOLS } from './ansible.ts';
import { AWS } from './aws.ts';
import { AZURE_TOOLS } from './azure.ts';
import { CONFIGURATION_TOOLS } from './configuration-management.ts';
import { CONTENT_AND_DATA_TOOLS } from './content-and-data-tools.ts';
import { DEVELOPER_TOOLS } from './developer-tools.ts';
import { DISTRIBUTED_STORAGE } from './distributed-storage.ts';
import { CONTAINER_TOOLS } from './docker.ts';
import { CODE_HOST_TOOLS } from './github.ts';
import { GOOGLE_TOOLS } from './google-cloud.ts';
import { HASHICORP_TOOLS } from './hashicorp.ts';
import { APPLICATION_PLATFORMS } from './heroku-and-fly.ts';
import { KAFKA_TOOLS } from './kafka.ts';
import { KUBERNETES_TOOLS } from './kubernetes.ts';
import { MESSAGING_TOOLS } from './messaging.ts';
import { NAME_SERVERS } from './name-servers.ts';
import { OTHER_PLATFORMS } from './platforms.ts';
import { SERVER_PROGRAMS } from './servers.ts';
import { SERVICE_TOOLS } from './services.ts';
import { STORAGE_TOOLS } from './storage.ts';
import { TERRAFORM_TOOLS } from './terraform.ts';
import { VIRTUAL_MACHINES } from './virtual-machines.ts';
import { WEB_PLATFORMS } from './web-platforms.ts';

/** Command lines of clouds, clusters, containers, platforms and services. */
export const INFRASTRUCTURE_PROGRAMS: readonly Program[] = [
  ...KUBERNETES_TOOLS,
  ...CONTAINER_TOOLS,
  ...TERRAFORM_TOOLS,
  ...HASHICORP_TOOLS,
  AWS,
  ...GOOGLE_TOOLS,
  ...AZURE_TOOLS,
  ...CODE_HOST_TOOLS,
  ...APPLICATION_PLATFORMS,
  ...WEB_PLATFORMS,
  ...OTHER_PLATFORMS,
  ...SERVICE_TOOLS,
  ...KAFKA_TOOLS,
  ...MESSAGING_TOOLS,
  ...ANSIBLE_TOOLS,
  ...CONFIGURATION_TOOLS,
  ...STORAGE_TOOLS,
  ...DISTRIBUTED_STORAGE,
  ...SERVER_PROGRAMS,
  ...VIRTUAL_MACHINES,
  ...NAME_SERVERS,
  ...DEVELOPER_TOOLS,
  ...CONTENT_AND_DATA_TOOLS,
];
