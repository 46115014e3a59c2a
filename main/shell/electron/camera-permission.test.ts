import { expect, it } from 'vitest';
import { isCameraForScanning } from './camera-permission.ts';

it('gives our own page the camera', () => {
  expect(isCameraForScanning('media', 'app://branchline/index.html', ['video'])).toBe(true);
  expect(isCameraForScanning('media', 'app://branchline', ['video'])).toBe(true);
});

it.each([
  ['media', 'app://branchline/', ['audio']],
  ['media', 'app://branchline/', ['video', 'audio']],
  ['media', 'app://branchline/', []],
  ['media', 'app://branchline/', undefined],
  ['media', 'https://example.com/', ['video']],
  ['media', 'app://branchline.example/', ['video']],
  ['geolocation', 'app://branchline/', ['video']],
  ['usb', 'app://branchline/', undefined],
])('refuses %s of %s with %j', (permission, address, media) => {
  expect(isCameraForScanning(permission, address, media)).toBe(false);
});
