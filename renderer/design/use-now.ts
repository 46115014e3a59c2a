import { useEffect, useState } from 'react';

const MINUTE_MS = 60_000;

/** The present moment, in milliseconds since 1970, renewed each minute: for “today” and “since”. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
