import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Pages mostly wait for the browser: they start first, and the arithmetic fills what they leave of the machine. */
class BrowserFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const inBrowser = (file: TestSpecification) => file.moduleId.includes('/test/browser/');
    return [...sorted.filter(inBrowser), ...sorted.filter((file) => !inBrowser(file))];
  }
}

/** Every workspace's tests in one run, two files at a time. */
export default defineConfig({
  test: {
    projects: ['ballot-crypto', 'verify', 'voting', 'widget', 'admin'],
    maxWorkers: 2,
    sequence: { sequencer: BrowserFirst },
  },
});
