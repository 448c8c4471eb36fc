import { Board } from '../board/Board';

export function App() {
  return <main><Board /></main>;
}
