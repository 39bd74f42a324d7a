import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { told } from '../testing/told.ts';
import { SYSTEM_PROGRAMS } from './index.ts';

const system = (line: string) => told(SYSTEM_PROGRAMS, ...line.split(' '));

describe('processes', () => {
  it.each([
    ['kill 123', ['system.process verb=kill target=123']],
    ['kill -9 123', ['system.process verb=kill target=123 signal=9']],
    [
      'kill -KILL 123 456',
      [
        'system.process verb=kill target=123 signal=KILL',
        'system.process verb=kill target=456 signal=KILL',
      ],
    ],
    ['kill -s KILL 123', ['system.process verb=kill target=123 signal=KILL']],
    ['kill -9 -1', ['system.process verb=kill target=-1 signal=9 broad=true']],
    ['kill -- -1', ['system.process verb=kill target=-1 broad=true']],
    ['kill 1', ['system.process verb=kill target=1 broad=true']],
    ['kill %1', ['system.process verb=kill target=%1']],
    ['pkill node', ['system.process verb=kill target=node']],
    ['pkill -9 -f server.js', ['system.process verb=kill target=server.js signal=9']],
    ['pkill -f .', ['system.process verb=kill target=. broad=true']],
    ['pkill -u root', ['system.process verb=kill broad=true']],
    ['pkill --signal KILL .*', ['system.process verb=kill target=.* signal=KILL broad=true']],
    ['killall node', ['system.process verb=kill target=node']],
    ['pkill -f ags.c', ['system.process verb=kill target=agsec']],
    ['pkill -x clau', ['system.process verb=kill target=clau']],
    ['killall -r clau.*', ['system.process verb=kill target=claude']],
    ['pkill -f vite.*5173', ['system.process verb=kill target=vite.*5173']],
    ['killall -u u', ['system.process verb=kill target=u broad=true']],
    ['taskkill /F /IM node.exe', ['system.process verb=kill target=node.exe']],
    ['fuser -k 8080/tcp', ['system.process verb=kill target=8080/tcp']],
    ['gcore 1', ['system.process verb=trace target=1']],
    ['py-spy dump --pid 1', ['system.process verb=trace target=1']],
    ['loginctl terminate-user u', ['system.process verb=kill target=u broad=true']],
    ['fuser -k /', ['system.process verb=kill target=/ broad=true']],
  ])('%s', (line, expected) => {
    expect(system(line)).toEqual(expected);
  });
});

describe('processes that a list names', () => {
  const killed = (line: string) => {
    const { actions } = analyse(line, { cwd: '/p', home: '/home/u', os: 'linux' });
    return actions.filter(({ name }) => name === 'system.process').map(({ params }) => params);
  };

  it.each([
    ['kill $(pgrep agsec)', 'agsec'],
    ["kill -9 `pgrep -f '[a]gsec'`", 'agsec'],
    ['kill "$(pidof agsec)"', 'agsec'],
    ['pgrep agsec | xargs kill', 'agsec'],
    ['P=$(pgrep -f agsec); kill $P', 'agsec'],
    ["ps aux | grep '[a]gsec' | awk '{print $2}' | xargs -r kill -9", 'agsec'],
    ['ps aux | grep agsec | grep -v grep | cut -c10-15 | head -1 | xargs kill', 'agsec'],
    ["ps aux | awk '/agsec/ {print $2}' | xargs kill", 'agsec'],
    ['kill $(ps -C agsec -o pid=)', 'agsec'],
    ['pgrep agsec | while read p; do kill $p; done', 'agsec'],
    ['for p in $(pgrep agsec); do kill -STOP $p; done', 'agsec'],
    ['pgrep agsec > pids; kill $(cat pids)', 'agsec'],
    ['kill $(pgrep -P $(pgrep agsec))', 'agsec'],
    ["top -bn1 | grep agsec | awk '{print $1}' | xargs kill", 'agsec'],
    ['kill $(pgrep -f "vite --port 5173")', 'vite --port 5173'],
    ["ps aux | awk '/vite/ && !/agsec/ {print $2}' | xargs kill", 'vite'],
  ])('%s', (line, target) => {
    expect(killed(line)).toMatchObject([{ verb: 'kill', target }]);
  });

  it('are all of them', () => {
    expect(killed('kill $(pgrep .)')).toMatchObject([{ broad: true }]);
    expect(killed('pgrep -u me | xargs kill')).toMatchObject([{ broad: true }]);
    expect(killed("kill -9 $(ps aux | awk '{print $2}')")).toMatchObject([{ broad: true }]);
    expect(killed("ps -ef | awk 'NR>1 {print $2}' | xargs kill")).toMatchObject([{ broad: true }]);
    expect(killed('ps -eo pid= | xargs kill -9')).toMatchObject([{ broad: true }]);
  });

  it('are not known where nothing chose them', () => {
    expect(killed('kill $(cat app.pid)')).toMatchObject([{ target: '*' }]);
    for (const line of [
      "ps aux --sort=-%mem | head -2 | tail -1 | awk '{print $2}' | xargs kill",
      "kill $(ps aux | awk '$3 > 90 {print $2}')",
      "ps aux | sed -n 5p | awk '{print $2}' | xargs kill",
      "ps aux | fzf | awk '{print $2}' | xargs kill",
      'kill $(ps -o pid= --ppid 42)',
      'ps -eo pid= --sort=-rss | head -1 | xargs kill',
    ]) {
      const [action] = killed(line);
      expect(action).toMatchObject({ verb: 'kill', target: '*' });
      expect(action).not.toHaveProperty('broad');
    }
    expect(killed("kill $(ps aux | sed -n 's/x//p')")).toMatchObject([{ target: '*' }]);
    expect(killed('kill 42; pgrep agsec')).toMatchObject([{ target: '42' }]);
    expect(killed('pgrep agsec; ps aux | grep agsec')).toEqual([]);
  });
});

describe('power', () => {
  it.each([
    ['shutdown -h now', 'shutdown'],
    ['shutdown -r +5', 'reboot'],
    ['shutdown /r /t 0', 'reboot'],
    ['reboot', 'reboot'],
    ['reboot -f', 'reboot'],
    ['poweroff', 'poweroff'],
    ['init 0', 'shutdown'],
    ['telinit 6', 'reboot'],
    ['systemctl reboot', 'reboot'],
    ['systemctl --force poweroff', 'poweroff'],
    ['systemctl isolate rescue.target', 'isolate'],
    ['launchctl reboot system', 'reboot'],
  ])('%s', (line, verb) => {
    expect(system(line)).toEqual([`system.power verb=${verb}`]);
  });
});

describe('services, users and what runs later', () => {
  it.each([
    ['systemctl restart nginx', ['system.service verb=restart target=nginx']],
    ['systemctl stop -f nginx', ['system.service verb=stop target=nginx destructive=true']],
    [
      'systemctl --user enable --now ./x.service',
      ['system.persist verb=enable file_path=./x.service'],
    ],
    ['systemctl enable nginx', ['system.persist verb=enable']],
    ['systemctl daemon-reload', ['system.service verb=daemon-reload']],
    ['service nginx stop', ['system.service verb=stop target=nginx destructive=true']],
    ['launchctl load -w /Library/x.plist', ['system.persist verb=load file_path=/Library/x.plist']],
    [
      'launchctl bootstrap gui/501 x/y.plist',
      ['system.persist verb=bootstrap file_path=x/y.plist'],
    ],
    [
      'launchctl bootout gui/501/x',
      ['system.service verb=bootout target=gui/501/x destructive=true'],
    ],
    ['launchctl asuser 501 rm x', ['run launchctl rm x', 'file.delete file_path=x']],
    ['crontab -r', ['system.persist verb=remove']],
    ['crontab -e', ['system.persist verb=edit']],
    ['crontab -u root f', ['file.read file_path=f', 'system.persist verb=install file_path=f']],
    ['atrm 3', ['system.persist verb=remove']],
    ['update-rc.d x defaults', ['system.persist verb=enable']],
    ['loginctl enable-linger', ['system.persist verb=enable']],
    ['useradd -m -s /bin/sh eve', ['system.user verb=add target=eve']],
    ['usermod -aG sudo eve', ['system.user verb=change target=eve']],
    ['userdel -r eve', ['system.user verb=delete target=eve']],
    ['passwd root', ['system.user verb=password target=root']],
    ['passwd', ['system.user verb=password']],
    ['visudo', ['system.user verb=sudoers']],
    ['chsh -s /bin/sh eve', ['system.user verb=shell target=eve']],
    ['dscl . -create /Users/eve', ['system.user verb=add target=/Users/eve']],
    ['sysctl -w a=1', ['system.service verb=sysctl target=a=1']],
    ['sysctl a=1', ['system.service verb=sysctl target=a=1']],
    ['modprobe x', ['system.service verb=load-module target=x']],
    ['rmmod x', ['system.service verb=unload-module target=x destructive=true']],
    ['iptables -F', ['system.service verb=firewall destructive=true']],
    ['iptables -A INPUT -j DROP', ['system.service verb=firewall target=INPUT']],
    ['nft flush ruleset', ['system.service verb=firewall destructive=true']],
    ['ufw disable', ['system.service verb=firewall destructive=true']],
    ['ip link set eth0 down', ['system.service verb=network target=link destructive=true']],
    ['ip netns exec n rm x', ['run ip rm x', 'file.delete file_path=x']],
    ['ip addr add 10.0.0.1/8 dev e', ['system.service verb=network target=addr']],
    ['ifconfig eth0 down', ['system.service verb=network target=eth0 destructive=true']],
    ['networksetup -setcomputername X', ['system.service verb=network target=-setcomputername']],
    ['hostnamectl set-hostname x', ['system.service verb=hostnamectl target=set-hostname']],
    ['date -s 12:00', ['system.service verb=clock target=date']],
    ['date --set="last week"', ['system.service verb=clock target=date']],
    ['date -u 010203042026', ['system.service verb=clock target=date']],
    ['date 010203042026.55', ['system.service verb=clock target=date']],
    ['hwclock -w', ['system.service verb=clock target=hwclock']],
    ['hwclock --set --date=10:00', ['system.service verb=clock target=hwclock']],
    ['timedatectl set-time 10:00', ['system.service verb=clock target=set-time']],
    ['timedatectl set-ntp false', ['system.service verb=clock target=set-ntp']],
    ['timedatectl set-timezone UTC', ['system.service verb=timedatectl target=set-timezone']],
    ['ntpdate pool.ntp.org', ['system.service verb=clock target=ntpdate']],
    ['chronyc makestep', ['system.service verb=clock target=chronyc']],
    ['setenforce 0', ['system.service verb=setenforce target=0 destructive=true']],
    ['csrutil disable', ['system.service verb=csrutil target=disable destructive=true']],
    ['defaults write a b c', ['system.service verb=defaults target=write']],
    [
      'defaults -currentHost delete a',
      ['system.service verb=defaults target=delete destructive=true'],
    ],
    [
      'defaults write /Library/Preferences/a b -int 0',
      [
        'system.service verb=defaults target=write',
        'file.write file_path=/Library/Preferences/a.plist',
      ],
    ],
    [
      'defaults write com.apple.loginwindow LoginHook /x',
      ['system.persist verb=enable', 'system.service verb=defaults target=write'],
    ],
    ['systemsetup -setremotelogin on', ['system.persist verb=enable']],
    [
      'systemsetup -f -setremotelogin off',
      ['system.service verb=systemsetup target=-setremotelogin'],
    ],
    ['profiles install -path x.mobileconfig', ['system.persist verb=enable']],
    ['profiles -I -F x', ['system.persist verb=enable']],
    ['profiles -D', ['system.service verb=profiles target=-D destructive=true']],
    ['softwareupdate -ia', ['system.service verb=softwareupdate']],
    ['softwareupdate -iaR', ['system.power verb=reboot', 'system.service verb=softwareupdate']],
    [
      'softwareupdate --install --all --restart',
      ['system.power verb=reboot', 'system.service verb=softwareupdate'],
    ],
    ['createinstallmedia --volume /Volumes/X', ['system.disk verb=erase file_path=/Volumes/X']],
    ['startosinstall --eraseinstall', ['system.disk verb=erase', 'system.power verb=reboot']],
    ['log erase --all', ['system.service verb=clear-log target=log destructive=true']],
    [
      'systemextensionsctl reset',
      ['system.service verb=systemextensionsctl target=reset destructive=true'],
    ],
    [
      'fdesetup changerecovery -personal',
      ['system.service verb=fdesetup target=changerecovery destructive=true'],
    ],
    [
      'csrutil authenticated-root disable',
      ['system.service verb=csrutil target=disable destructive=true'],
    ],
    ['csrutil netboot add 10.0.0.1', ['system.service verb=csrutil target=add']],
    [
      'socketfilterfw --setglobalstate off',
      ['system.service verb=socketfilterfw target=--setglobalstate destructive=true'],
    ],
    [
      'aa-disable /usr/bin/x',
      ['system.service verb=aa-disable target=/usr/bin/x destructive=true'],
    ],
    [
      'mokutil --disable-validation',
      ['system.service verb=mokutil target=--disable-validation destructive=true'],
    ],
    ['dconf reset -f /', ['system.service verb=dconf target=reset destructive=true']],
    [
      'networksetup -setairportpower en0 off',
      ['system.service verb=network target=-setairportpower destructive=true'],
    ],
    [
      'networksetup -setairportpower en0 on',
      ['system.service verb=network target=-setairportpower'],
    ],
    ['wg show wg0 private-key', ['secret.read kind=private-key']],
    ['wg showconf wg0', ['secret.read kind=private-key']],
    ['wg set wg0 peer k remove', ['system.service verb=network target=wg0 destructive=true']],
    ['wg-quick down wg0', ['system.service verb=network target=wg0 destructive=true']],
    ['wg-quick up wg0', ['system.service verb=network target=wg0']],
    ['useradd -D -s /bin/sh', ['system.user verb=add']],
    ['faillock --user u --reset', ['system.user verb=change target=u']],
    ['dmesg -C', ['system.service verb=clear-log target=dmesg destructive=true']],
    ['journalctl --vacuum-size=1M', ['system.service verb=vacuum target=journal destructive=true']],
  ])('%s', (line, expected) => {
    expect(system(line)).toEqual(expected);
  });

  it.each([
    ['kill -0 123'],
    ['kill -l'],
    ['pkill'],
    ['killall -l'],
    ['shutdown -c'],
    ['shutdown --help'],
    ['reboot --help'],
    ['init'],
    ['systemctl status nginx'],
    ['systemctl list-units --type service'],
    ['systemctl is-enabled nginx'],
    ['service haproxy status'],
    ['service --status-all'],
    ['launchctl list'],
    ['launchctl print gui/501'],
    ['crontab -l'],
    ['atq'],
    ['passwd -S u'],
    ['visudo -c'],
    ['chage -l u'],
    ['dscl . -read /Users/alice'],
    ['sysctl -a'],
    ['sysctl -n hw.model'],
    ['modprobe -n x'],
    ['iptables -L -n'],
    ['nft list ruleset'],
    ['ufw status'],
    ['ip a'],
    ['ip -6 route show table all'],
    ['ip route get 1.1.1.1'],
    ['ip netns identify 1234'],
    ['ifconfig eth0'],
    ['route -n'],
    ['networksetup -listallhardwareports'],
    ['scutil --get HostName'],
    ['hostnamectl'],
    ['date'],
    ['date +%s'],
    ['date -u +%FT%TZ'],
    ['date -Iseconds -d yesterday'],
    ['date -d @1700000000 +%F'],
    ['date -r package.json +%F'],
    ['date -j -f %Y%m%d 20260102 +%s'],
    ['date -v-1d +%F'],
    ['hwclock -r'],
    ['timedatectl'],
    ['timedatectl show -p NTP --value'],
    ['ntpdate -q pool.ntp.org'],
    ['chronyc tracking'],
    ['spctl --assess --verbose /A'],
    ['defaults read a'],
    ['profiles status'],
    ['dmesg -T'],
    ['dmesg -n 8'],
    ['journalctl -u sshd -n 50'],
    ['fuser 8080/tcp'],
    ['pmset -g'],
    ['ps'],
    ['ps aux'],
    ['ps -ef'],
    ['ps -e -o pid,comm'],
    ['ps -u me'],
    ['ps -p 12 -o pid,etime'],
    ['useradd -D'],
    ['faillock --user u'],
    ['passwd -h'],
    ['usermod -h'],
    ['visudo -h'],
    ['crontab -V'],
    ['csrutil authenticated-root status'],
    ['csrutil netboot list'],
    ['fdesetup status'],
    ['defaults read /Library/Preferences/a'],
    ['systemsetup -getremotelogin'],
    ['profiles show -type configuration'],
    ['softwareupdate --list'],
    ['startosinstall --usage'],
    ['log show --last 1h'],
    ['log config --status'],
    ['systemextensionsctl list'],
    ['mokutil --sb-state'],
    ['dconf dump /'],
    ['gsettings get a b'],
    ['wg'],
    ['wg show'],
    ['wg show wg0 endpoints'],
    ['wg pubkey'],
  ])('%s changes nothing', (line) => {
    expect(system(line)).toEqual([]);
  });
});

describe('ps', () => {
  it.each(['ps eww', 'ps auxe', 'ps axe -ww', 'ps e -p 12', 'ps -p 12 -o pid,environ', 'ps -axE'])(
    '%s shows environments',
    (line) => {
      expect(system(line)).toEqual(['secret.read kind=environment']);
    },
  );
});
