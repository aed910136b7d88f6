// Who the reader is to the server. It is asked once; logging in or out asks anew.
import { useEffect, useState } from "preact/hooks";
import { post, request } from "./api";

/** Session is what the server knows of the reader: role is none, reader, analyst or admin. */
export interface Session {
  role: string;
  name?: string;
  csrf?: string;
  until?: string;
  local: boolean;
}

let known: Promise<Session> | undefined;
const listeners = new Set<() => void>();

function ask(): Promise<Session> {
  known ??= request<Session>("/session").catch(() => ({ role: "none", local: false }));
  return known;
}

/** useSession gives the session, undefined until it is known. */
export function useSession(): Session | undefined {
  const [session, set] = useState<Session>();
  useEffect(() => {
    let gone = false;
    const read = () => void ask().then((s) => !gone && set(s));
    read();
    listeners.add(read);
    return () => {
      gone = true;
      listeners.delete(read);
    };
  }, []);
  return session;
}

/** decides tells whether somebody may correct. */
export function decides(s: Session | undefined): boolean {
  return s?.role === "analyst" || s?.role === "admin";
}

function changed(): void {
  known = undefined;
  for (const f of listeners) f();
}

/** login hands in a token. */
export async function login(token: string): Promise<void> {
  await post<Session>("/session", { token });
  changed();
}

/** logout ends the session. */
export async function logout(csrf?: string): Promise<void> {
  await post("/session", undefined, "DELETE", csrf);
  changed();
}
