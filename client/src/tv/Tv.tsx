export default function Tv() { return null; }
