declare global {
  interface Window {
    /** How often React has changed the page. */
    reactCommits: number;
  }
}

/** Runs in the page before its own scripts: React tells a developer's tool of each commit, in production builds too, and this one counts them. */
export function countReactCommits(): void {
  window.reactCommits = 0;
  Object.assign(window, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      supportsFiber: true,
      renderers: new Map(),
      inject: () => 1,
      onCommitFiberRoot: () => {
        window.reactCommits++;
      },
      onCommitFiberUnmount: () => {},
      onPostCommitFiberRoot: () => {},
      checkDCE: () => {},
    },
  });
}
