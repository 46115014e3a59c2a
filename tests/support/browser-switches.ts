/**
 * A whole browser draws its own address bar even where nobody sees it: for each page two more of its processes, a third
 * of what a test of screens costs. They are switched off.
 */

/** What Playwright switches off of itself: of two lists the browser heeds the last. */
const BY_PLAYWRIGHT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
];
const ADDRESS_BAR = ['PreloadTopChromeWebUI', 'InitialWebUI', 'WebUIToolbar', 'WebUIReloadButton', 'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];

export const BROWSER_SWITCHES: readonly string[] = [`--disable-features=${[...BY_PLAYWRIGHT, ...ADDRESS_BAR].join(',')}`];
