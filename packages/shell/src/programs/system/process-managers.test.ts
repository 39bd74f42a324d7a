import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS)).join('\n');

describe('process managers', () => {
  it.each([
    ['pm2 startup', 'system.persist verb=enable'],
    ['pm2 env 0', 'secret.read kind=environment'],
    ['pm2 jlist', 'secret.read kind=environment'],
    ['pm2 kill', 'destructive=true'],
    ['pm2 delete all', 'destructive=true'],
    ['pm2 -s stop all', 'destructive=true'],
    ['forever stopall', 'destructive=true'],
  ])('%s', (line, expected) => {
    expect(lines(line)).toContain(expected);
  });

  it.each(['pm2 list', 'pm2 logs', 'pm2 restart web', 'pm2 stop web'])('%s is daily', (line) => {
    expect(lines(line)).not.toMatch(/destructive=true|system\.persist/);
  });
});

describe('power by other ways', () => {
  it.each([
    'dbus-send --system --dest=org.freedesktop.login1 /x org.freedesktop.login1.Manager.PowerOff boolean:true',
    'busctl call org.freedesktop.login1 /x org.freedesktop.login1.Manager Reboot b true',
    'gdbus call --system -d org.freedesktop.login1 -o /x -m org.freedesktop.login1.Manager.Suspend true',
    'rtcwake -m off -s 60',
    'rtcwake -s 60',
    'ipmitool -H host chassis power off',
    'loginctl poweroff',
    'sudo loginctl reboot',
    'gnome-session-quit --no-prompt',
    'gnome-session-quit --power-off',
    'qdbus org.kde.ksmserver /KSMServer logout 0 0 0',
    'gdbus call -e -d org.gnome.SessionManager -o /x -m org.gnome.SessionManager.Shutdown',
  ])('%s', (line) => {
    expect(lines(line)).toContain('system.power');
  });

  it.each([
    'dbus-send --session --dest=org.example /x org.example.Get',
    'busctl list',
    'rtcwake -m no -s 60',
    'rtcwake -m off -s 60 -n',
    'ipmitool chassis power status',
    'loginctl list-sessions',
    'gnome-session-quit --help',
    'gdbus call -e -d org.example -o /x -m org.example.Server.Shutdown',
  ])('%s leaves it on', (line) => {
    expect(lines(line)).not.toContain('system.power');
  });
});

describe('what guards the machine', () => {
  it.each([
    'aa-teardown',
    'update-grub',
    'iptables-restore rules.v4',
    'networksetup -setdnsservers Wi-Fi 192.0.2.1',
    'networksetup -setwebproxy Wi-Fi proxy.example 80',
  ])('%s takes it away', (line) => {
    expect(lines(line)).toContain('destructive=true');
  });

  it.each([
    'update-grub --help',
    'iptables-restore --test rules.v4',
    'networksetup -getdnsservers Wi-Fi',
    'spctl --assess --verbose=4 App.app',
  ])('%s does not', (line) => {
    expect(lines(line)).not.toMatch(/destructive=true|verb=spctl/);
  });

  it('sees the passwords that nmcli shows', () => {
    expect(lines('nmcli device wifi show-password')).toContain('secret.read kind=password');
    expect(lines('nmcli -s connection show home')).toContain('secret.read kind=password');
    expect(lines('nmcli connection show home')).not.toContain('secret.read');
  });
});
