import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const writes = (line: string) =>
  linesOf(analyse(line, SURROUNDINGS)).filter((each) => each.startsWith('file.'));
const TARGET = '/home/u/.claude';
const INSIDE = `file.write file_path=${TARGET}/settings.json`;

describe('a file that arrives in a folder', () => {
  it.each([
    `docker cp c:/x/settings.json ${TARGET}`,
    `docker compose cp web:/settings.json ${TARGET}`,
    `kubectl cp ns/pod:/settings.json ${TARGET}`,
    `aws s3 cp s3://b/settings.json ${TARGET}`,
    `gsutil cp gs://b/settings.json ${TARGET}`,
    `gcloud storage cp gs://b/settings.json ${TARGET}`,
    `rclone copy r:x/settings.json ${TARGET}`,
    `mc cp play/b/settings.json ${TARGET}/`,
  ])('%s', (line) => {
    expect(writes(line)).toContain(INSIDE);
  });

  it.each([
    `aws s3 sync s3://b ${TARGET}`,
    `aws s3 cp --recursive s3://b/x ${TARGET}`,
    `rclone copy r:x ${TARGET}`,
    `gsutil -m cp -r gs://b/x ${TARGET}`,
    `docker cp c:/x ${TARGET}`,
    `kubectl cp pod:/x ${TARGET}`,
    `gh release download v1 -D ${TARGET}`,
    `gh run download 1 --dir ${TARGET}`,
  ])('%s may bring any file', (line) => {
    expect(writes(line)).toContain(`file.write file_path=${TARGET} recursive=true`);
  });

  it('is a copy between places of this machine', () => {
    expect(writes('rclone copy evil /home/u/.claude')).toEqual([
      'file.copy file_path=evil to=/home/u/.claude recursive=true',
    ]);
  });

  it('goes to the folder that is named, and nowhere else', () => {
    expect(writes('aws s3 cp s3://b/x.json .')).toEqual(['file.write file_path=./x.json']);
    expect(writes('aws s3 cp x.json s3://b/')).toEqual(['file.read file_path=x.json']);
  });
});
