// Astro with the small theme in src/. Its caches stay in the tree, so that each tree is fresh.
import { defineConfig } from "astro/config";

export default defineConfig({ site: "https://example.org", cacheDir: "./.cache" });
