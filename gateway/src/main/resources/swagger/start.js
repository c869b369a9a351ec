'use strict';

const services = ['membership', 'ballot', 'notification', 'voting', 'reporting', 'gateway'];

SwaggerUIBundle({
  dom_id: '#swagger-ui',
  urls: services.map((name) => ({ name, url: `/q/openapi/${name}.yaml` })),
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'StandaloneLayout',
  validatorUrl: null,
});
