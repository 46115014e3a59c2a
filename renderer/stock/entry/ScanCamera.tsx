/** Scanning with a camera: live video, decoded here. Nothing of the picture leaves this computer. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmAddress from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../design/Dialog.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import styles from './Entry.module.css';

/** Between two looks at the picture. */
const LOOK_MS = 120;
/** The same code in view is one scan until it was away for so long. */
const SAME_CODE_MS = 1500;

prepareZXingModule({ overrides: { locateFile: () => wasmAddress } });

export interface ScanCameraProps {
  readonly onScan: (code: string) => void;
  readonly onClose: () => void;
}

type Trouble = 'none' | 'refused' | 'failed';

function troubleOf(error: unknown): Trouble {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none';
  return name === 'NotAllowedError' || name === 'SecurityError' ? 'refused' : 'failed';
}

export function ScanCamera({ onScan, onClose }: ScanCameraProps) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const scanned = useRef(onScan);
  const [trouble, setTrouble] = useState<Trouble | undefined>(undefined);
  const [running, setRunning] = useState(false);
  const [last, setLast] = useState<string | undefined>(undefined);
  useEffect(() => {
    scanned.current = onScan;
  }, [onScan]);
  useEffect(() => {
    let stream: MediaStream | undefined;
    let timer: number | undefined;
    let closed = false;
    const canvas = document.createElement('canvas');
    const picture = canvas.getContext('2d', { willReadFrequently: true });
    const seen = { code: '', atMs: 0 };

    async function look(): Promise<void> {
      const { current } = video;
      if (closed || current === null || picture === null) return;
      if (current.videoWidth > 0) {
        canvas.width = current.videoWidth;
        canvas.height = current.videoHeight;
        picture.drawImage(current, 0, 0);
        const [found] = await readBarcodes(picture.getImageData(0, 0, canvas.width, canvas.height), { maxNumberOfSymbols: 1 });
        const nowMs = performance.now();
        if (found !== undefined && found.text !== '') {
          if (found.text !== seen.code || nowMs - seen.atMs > SAME_CODE_MS) {
            setLast(found.text);
            scanned.current(found.text);
          }
          seen.code = found.text;
          seen.atMs = nowMs;
        }
      }
      timer = window.setTimeout(() => void look().catch(() => setTrouble('failed')), LOOK_MS);
    }

    async function start(): Promise<void> {
      if (navigator.mediaDevices === undefined) throw new DOMException('no camera on an insecure page', 'SecurityError');
      const opened = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
      if (closed || video.current === null) {
        for (const track of opened.getTracks()) track.stop();
        return;
      }
      stream = opened;
      video.current.srcObject = opened;
      await video.current.play();
      setRunning(true);
      await look();
    }

    void start().catch((error: unknown) => {
      if (!closed) setTrouble(troubleOf(error));
    });
    return () => {
      closed = true;
      window.clearTimeout(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, []);
  return (
    <Dialog onClose={onClose} title={t('entry.camera.title')} size={560}>
      {trouble === undefined ? (
        <>
          <video ref={video} className={styles.video} muted playsInline aria-label={t('entry.camera.video')} />
          <p className="quiet" role="status">
            {last === undefined ? t(running ? 'entry.camera.look' : 'entry.camera.starting') : t('entry.camera.read', { code: last })}
          </p>
        </>
      ) : (
        <ErrorNotice>{t(`entry.camera.${trouble}`)}</ErrorNotice>
      )}
    </Dialog>
  );
}
