// What the build puts in: addresses of files.
declare module "bakhar:world" {
  const url: string;
  export default url;
}
