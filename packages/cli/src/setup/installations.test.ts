import { homeLayout, makePrivateFolder } from '@agsec/runtime';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakePerson } from '../../test/fake-person.ts';
import { forgetInstallation, noteInstallation, readInstallations } from './installations.ts';

let person: FakePerson;
const home = () => homeLayout(person.state('').replace(/\/$/, ''));

beforeEach(() => {
  person = new FakePerson();
  makePrivateFolder(home().root);
});

const USER = { agent: 'claude-code', scope: 'user' } as const;
const project = (path: string) =>
  ({ agent: 'claude-code', scope: 'project', project: path }) as const;

describe('the list of installations', () => {
  it('holds each once and loses what is forgotten', () => {
    expect(readInstallations(home())).toEqual([]);
    noteInstallation(home(), USER);
    noteInstallation(home(), project('/a'));
    noteInstallation(home(), USER);
    noteInstallation(home(), project('/b'));
    expect(readInstallations(home())).toEqual([project('/a'), USER, project('/b')]);
    expect(forgetInstallation(home(), project('/a'))).toEqual([USER, project('/b')]);
  });

  it('that is damaged, or was written by hand, holds what can be read', () => {
    person.write(person.state('installations.json'), '[{');
    expect(readInstallations(home())).toEqual([]);
    const text = JSON.stringify([USER, { agent: 1 }, { ...USER, scope: 'project' }, 'x', null]);
    person.write(person.state('installations.json'), text);
    expect(readInstallations(home())).toEqual([USER]);
    person.write(person.state('installations.json'), '{}');
    expect(readInstallations(home())).toEqual([]);
  });
});
