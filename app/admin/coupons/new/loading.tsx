export { default } from '../[id]/edit/loading';
