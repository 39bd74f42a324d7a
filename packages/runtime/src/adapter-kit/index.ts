export { binFolder } from '../install/bin-folder.ts';
export { readRegularFile } from '../resolve/regular-file.ts';
export { quoteWord } from '../resolve/shell-word.ts';
export { sha256Hex } from '../state/sha256.ts';
export { askText, clip, denialText, failureText, reviewText } from './answer-text.ts';
export { parseApplyPatch, patchOperations } from './apply-patch.ts';
export { approvesByPolicy } from './approves-by-policy.ts';
export { copilotPatch } from './copilot-patch.ts';
export {
  type Fields,
  field,
  fieldsOf,
  isFields,
  isParamValue,
  isSameJson,
  textField,
} from './fields.ts';
export { replacedFile, replacementOf } from './file-replacement.ts';
export { InputReader } from './input-reader.ts';
export { type McpCall, mcpOperation, mcpSegment } from './mcp-call.ts';
export { PROBE_SESSION } from './probe-session.ts';
export { randomToken } from './random-token.ts';
export { applyReplacements, type Replacement } from './replacement.ts';
export { globRoot, searchRoot } from './search-root.ts';
export {
  type Build,
  buildOf,
  internalTool,
  intoFile,
  one,
  onFile,
  type ToolCall,
  unknownTool,
} from './tool-operation.ts';
export { vscodeTool } from './vscode-tools.ts';
export { requestTo, type WebTarget, webTarget } from './web-target.ts';
