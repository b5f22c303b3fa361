// GOV.UK's components become a little easier to use. Every page works without this.
import { initAll } from "./vendored/govuk-frontend.min.js";

initAll();
