import { type GlShaderSystem, type Shader, type ShaderSyncFunction, TextureSource, UniformGroup } from "pixi.js";

/**
 * Brings a shader's uniforms and textures to the GPU, in place of Pixi's own way for pages that may not make functions of text: that lists the names of all of them for
 * every draw call, a kilobyte each. The shaders of one program have the same places for them, so these are listed once.
 */
export function generateShaderSync(shader: Shader, system: GlShaderSystem): ShaderSyncFunction {
  const { uniformData } = system._getProgramData(shader.glProgram);
  const places = Object.entries(shader.groups).flatMap(([group, { resources }]) => Object.keys(resources).map((slot) => ({ group: Number(group), slot: Number(slot) })));
  return (renderer, synced, syncData) => {
    for (let index = 0; index < places.length; index++) {
      const { group, slot } = places[index];
      const resource = synced.groups[group].resources[slot];
      if (resource instanceof UniformGroup) system.updateUniformGroup(resource);
      if (!(resource instanceof TextureSource)) continue;
      const sampler = uniformData[synced._uniformBindMap[group][slot]];
      if (sampler === undefined) continue;
      const unit = syncData.textureCount++;
      renderer.texture.bind(resource, unit);
      if (sampler.value !== unit) renderer.gl.uniform1i(sampler.location, unit);
    }
  };
}
