// Stand-in for actions/setup-node: Node is on the path already.
