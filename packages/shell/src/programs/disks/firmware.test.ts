import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS)).join('\n');

describe('devices', () => {
  it.each([
    'fastboot flash boot boot.img',
    'fastboot -w',
    'fastboot oem unlock',
    'flashrom -p internal -w bios.bin',
    'esptool.py --port /dev/ttyUSB0 erase_flash',
    'mtd erase firmware',
    'st-flash erase',
    'partclone.restore -s x.img -o /dev/sda1',
  ])('%s overwrites one', (line) => {
    expect(lines(line)).toContain('system.disk verb=overwrite');
  });

  it.each([
    'fastboot devices',
    'flashrom -p internal -r bios.bin',
    'esptool.py chip_id',
    'adb devices',
    'adb logcat -d',
    'adb install app.apk',
    'adb shell ls /sdcard',
  ])('%s overwrites none', (line) => {
    expect(lines(line)).not.toMatch(/system\.disk|file\.delete|destructive=true/);
  });

  it('reads the line adb hands to a shell', () => {
    expect(lines('adb -s serial shell rm -rf /sdcard/x')).toContain(
      'file.delete file_path=/sdcard/x recursive=true',
    );
    expect(lines('adb uninstall com.example')).toContain('destructive=true');
    expect(lines('adb reboot bootloader')).toContain('system.power');
  });
});
